import { useState } from "preact/hooks";
import type { BattleView, SourceView } from "#client/battle/battle-view.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { Question } from "#client/framework/question.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { isConnected, sourceLight, sourceSentences } from "./source-words.ts";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

/** Counters that always stand there; the others only when they are not 0. */
const ALWAYS = ["viewers", "likes", "recordedGifts", "recordedCount"] as const;
const WHEN_ANY = ["droppedCount", "spilledCount", "refusedCount", "undecodedCount"] as const;

/** The live input of the stage: how it is doing, and connecting it or leaving it. */
export function LivePanel({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { live } = texts.value.stage;
  const { source } = view;
  const [first, ...others] = sourceSentences(source, desk.now.value);
  return (
    <section class="panel stack live-panel">
      <h2 class="section-label">{live.heading}</h2>
      <p class={`source-light is-${sourceLight(source)}`} role="status">
        <span class="label">{first}</span>
      </p>
      {others.map((sentence) => (
        <p key={sentence} class="dim">
          {sentence}
        </p>
      ))}
      {source.state !== "off" && <Counters source={source} />}
      {isConnected(source) ? <Disconnect desk={desk} /> : <ConnectForm desk={desk} />}
      <a class="button is-small is-link" href="/report">
        {live.report}
      </a>
    </section>
  );
}

function Counters({ source }: { source: SourceView }) {
  const { counters } = texts.value.stage.live;
  const shown = [...ALWAYS, ...WHEN_ANY.filter((name) => source[name] > 0)];
  return (
    <dl class="counters">
      {shown.map((name) => (
        <div key={name}>
          <dt>{counters[name]}</dt>
          <dd class="numeral">{formatCount(source[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Disconnect({ desk }: { desk: StageDesk }) {
  const { live } = texts.value.stage;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="button" onClick={() => setAsked(true)}>
        {live.disconnect}
      </button>
      {isAsked && (
        <Question
          heading={live.disconnectQuestion}
          yes={live.disconnect}
          no={live.disconnectNo}
          isDanger
          onAnswer={(isYes) => {
            setAsked(false);
            if (isYes) void desk.ask("disconnectLive", {});
          }}
        >
          <p>{live.disconnectDetail}</p>
        </Question>
      )}
    </>
  );
}
