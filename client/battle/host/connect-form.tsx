import { useState } from "preact/hooks";
import { Segments } from "#client/framework/segments.tsx";
import type { SourceKind } from "#common/live/live-event.ts";
import type { ConnectLiveWire } from "#common/live/live-schemas.ts";
import { RecordingFields } from "./recording-fields.tsx";
import { SimulatorField, TikTokField } from "./source-fields.tsx";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

const kinds = ["tiktok", "simulator", "recording"] as const satisfies readonly SourceKind[];
const PACE_FIRST = 20;

/** Chooses where gifts come from and connects it. */
export function ConnectForm({ desk }: { desk: StageDesk }) {
  const { live } = texts.value.stage;
  const [kind, setKind] = useState<SourceKind>("tiktok");
  const [channel, setChannel] = useState("");
  const [pace, setPace] = useState(PACE_FIRST);
  const [recording, setRecording] = useState({ file: "", speed: 1, isLooped: false });
  const [isBusy, setBusy] = useState(false);

  function wish(): ConnectLiveWire {
    switch (kind) {
      case "tiktok":
        return { source: "tiktok", channel: channel.trim() };
      case "simulator":
        return { source: "simulator", seed: newSeed(), eventsPerSecond: pace };
      case "recording":
        return { source: "recording", ...recording };
    }
  }

  async function connect() {
    setBusy(true);
    await desk.ask("connectLive", wish());
    setBusy(false);
  }

  return (
    <form
      class="stack connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <Segments
        legend={live.source}
        values={kinds}
        chosen={kind}
        words={(offered) => live.sources[offered]}
        onChoose={setKind}
      />
      {kind === "tiktok" && <TikTokField channel={channel} onChange={setChannel} />}
      {kind === "simulator" && <SimulatorField pace={pace} onChange={setPace} />}
      {kind === "recording" && <RecordingFields chosen={recording} onChange={setRecording} />}
      <button
        type="submit"
        class="button is-primary"
        disabled={isBusy || (kind === "recording" && recording.file === "")}
      >
        {isBusy ? live.connecting : live.connect}
      </button>
    </form>
  );
}

/** Another story each time. */
function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
