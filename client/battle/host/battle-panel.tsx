import { useState } from "preact/hooks";
import type { BattleView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { Question } from "#client/framework/question.tsx";
import { BoostButtons } from "./boost-buttons.tsx";
import type { StageDesk } from "./stage-desk.ts";
import { StartForm } from "./start-form.tsx";
import { texts } from "./texts.ts";

/** Where the battle stands, and the one thing to do next. */
export function BattlePanel({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { stage } = texts.value;
  const isOn = view.phase === "running" || view.phase === "sudden_death";
  return (
    <section class="panel now" aria-label={stage.battle.heading}>
      <div class="now-head">
        <div>
          <h1 class="headline" aria-live="polite">
            {view.phase === "finished" ? resultOf(view) : stage.phases[view.phase]}
          </h1>
          <p class="dim">
            {view.title}
            {view.isRehearsal && <small class="tag">{stage.battle.rehearsal}</small>}
          </p>
        </div>
        {isOn && (
          <p class="now-clock numeral" role="timer">
            {formatTimeLeft(view.endsAtMs - desk.now.value)}
          </p>
        )}
      </div>
      {(view.phase === "idle" || view.phase === "finished") && (
        <>
          <NextStart desk={desk} view={view} />
          <StartForm desk={desk} view={view} />
        </>
      )}
      {view.phase === "closing" && <p class="dim">{stage.battle.waitHint}</p>}
      {isOn && <BoostButtons desk={desk} view={view} />}
      {view.phase !== "idle" && <Counted view={view} />}
      <Endings desk={desk} view={view} isOn={isOn} />
    </section>
  );
}

function resultOf(view: BattleView): string {
  const { battle } = texts.value.stage;
  return view.winner === "" ? battle.tie : battle.wins(countryName(view.winner, language.value));
}

function NextStart({ desk, view }: { desk: StageDesk; view: BattleView }) {
  if (view.nextBattleAtMs === 0) return null;
  const left = formatTimeLeft(view.nextBattleAtMs - desk.now.value);
  return <p>{texts.value.stage.battle.next(left)}</p>;
}

function Counted({ view }: { view: BattleView }) {
  const { battle } = texts.value.stage;
  const amount = (count: number) => formatCount(count);
  return (
    <p class="dim">
      {battle.gifts(amount(view.giftCount), amount(view.diamondCount))}
      {view.extendedMs > 0 && (
        <>
          <br />
          {battle.extended(formatTimeLeft(view.extendedMs))}
        </>
      )}
      {view.undecidedCount > 0 && (
        <>
          <br />
          {battle.undecided(amount(view.undecidedCount), amount(view.undecidedPoints))}
        </>
      )}
    </p>
  );
}

/** The ways out of a battle, each after a question where something would be lost. */
function Endings({ desk, view, isOn }: { desk: StageDesk; view: BattleView; isOn: boolean }) {
  const { battle } = texts.value.stage;
  const [asked, setAsked] = useState<"end" | "reset">();
  const { battleId } = view;
  const answered = (command: "endBattle" | "resetBattle") => (isYes: boolean) => {
    setAsked(undefined);
    if (isYes) void desk.ask(command, { battleId });
  };
  return (
    <div class="now-foot">
      {isOn && (
        <button type="button" class="button" onClick={() => setAsked("end")}>
          {battle.end}
        </button>
      )}
      {(isOn || view.phase === "closing") && (
        <button type="button" class="button is-small is-void" onClick={() => setAsked("reset")}>
          {battle.reset}
        </button>
      )}
      {view.phase === "finished" && (
        <button
          type="button"
          class="button is-small"
          onClick={() => void desk.ask("resetBattle", { battleId })}
        >
          {battle.clear}
        </button>
      )}
      <a class="button is-small is-link" href="/battles" target="_blank" rel="noreferrer">
        {battle.history}
      </a>
      {asked === "end" && (
        <Question
          heading={battle.endQuestion}
          yes={battle.end}
          no={battle.endNo}
          onAnswer={answered("endBattle")}
        >
          <p>{battle.endDetail}</p>
        </Question>
      )}
      {asked === "reset" && (
        <Question
          heading={battle.resetQuestion}
          yes={battle.reset}
          no={battle.resetNo}
          isDanger
          onAnswer={answered("resetBattle")}
        >
          <p>{battle.resetDetail}</p>
        </Question>
      )}
    </div>
  );
}
