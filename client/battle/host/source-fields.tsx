import { texts } from "./texts.ts";

const CHANNEL_LENGTH_MAX = 200;
const PACES = [5, 20, 100, 500];

/** Whose LIVE. */
export function TikTokField(props: { channel: string; onChange: (channel: string) => void }) {
  const { live } = texts.value.stage;
  return (
    <label class="stack">
      <span class="label">{live.channel}</span>
      <input
        class="input"
        required
        maxLength={CHANNEL_LENGTH_MAX}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={props.channel}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <span class="hint">{live.channelHint}</span>
    </label>
  );
}

/** How busy the invented LIVE is, events a second. */
export function SimulatorField(props: { pace: number; onChange: (pace: number) => void }) {
  const { live } = texts.value.stage;
  return (
    <label class="stack">
      <span class="label">{live.pace}</span>
      <select
        class="input"
        value={props.pace}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {PACES.map((offered) => (
          <option key={offered} value={offered}>
            {offered}
          </option>
        ))}
      </select>
      <span class="hint">{live.simulatorHint}</span>
    </label>
  );
}
