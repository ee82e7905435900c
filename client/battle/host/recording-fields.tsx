import { useEffect } from "preact/hooks";
import { hostToken } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { texts } from "./texts.ts";

const SPEEDS = [1, 2, 5, 10, 50, 100];

interface Recording {
  file: string;
  speed: number;
  isLooped: boolean;
}

/** Which recording is played, how fast, and whether for ever. */
export function RecordingFields(props: {
  chosen: Recording;
  onChange: (chosen: Recording) => void;
}) {
  const { chosen, onChange } = props;
  const { common, refusals, stage } = texts.value;
  const { live } = stage;
  const asked = useAsked(() => call("GET", "/live/recordings", { token: hostToken.value }), []);
  const recordings = asked.value?.recordings;
  useEffect(() => {
    const [first] = recordings ?? [];
    if (chosen.file === "" && first !== undefined) onChange({ ...chosen, file: first.file });
  }, [recordings]);

  if (asked.problem !== undefined) {
    const { problem } = asked;
    return (
      <p role="alert" class="refusal">
        {problem === "silent" ? common.noAnswer : refusals[problem.code](problem.detail)}
      </p>
    );
  }
  if (recordings?.length === 0) return <p class="dim">{live.noFiles}</p>;
  return (
    <>
      <p class="hint">{live.recordingHint}</p>
      <label class="stack">
        <span class="label">{live.file}</span>
        <select
          class="input"
          value={chosen.file}
          onChange={(event) => onChange({ ...chosen, file: event.currentTarget.value })}
        >
          {recordings?.map(({ file, bytes }) => (
            <option key={file} value={file}>
              {live.fileOption(file, sizeText(bytes))}
            </option>
          ))}
        </select>
      </label>
      <label class="stack">
        <span class="label">{live.speed}</span>
        <select
          class="input"
          value={chosen.speed}
          onChange={(event) => onChange({ ...chosen, speed: Number(event.currentTarget.value) })}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {live.times(speed)}
            </option>
          ))}
        </select>
      </label>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={chosen.isLooped}
          onChange={(event) => onChange({ ...chosen, isLooped: event.currentTarget.checked })}
        />
        <span class="label">{live.loop}</span>
      </label>
    </>
  );
}

/** A file's size in kilobytes, rounded up. */
function sizeText(bytes: number): string {
  return `${Math.ceil(bytes / 1_000).toLocaleString(language.value)} kB`;
}
