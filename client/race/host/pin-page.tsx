import { useState } from "preact/hooks";
import { signIn } from "#client/framework/host-session.ts";
import { texts } from "./texts.ts";

/** The way in: the PIN the server printed when it started. */
export function PinPage() {
  const { common, host, refusals } = texts.value;
  const [pin, setPin] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function enter() {
    setBusy(true);
    const answer = await signIn(pin.trim()).catch(() => undefined);
    setBusy(false);
    if (answer === undefined) setProblem(common.noAnswer);
    else if (!answer.ok) setProblem(refusals[answer.refusal.code](answer.refusal.detail));
  }

  return (
    <main class="pin-page">
      <form
        class="panel stack"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <h1 class="headline">{host.pin.heading}</h1>
        <label class="stack">
          <span class="label">{host.pin.label}</span>
          <input
            class="input is-code numeral"
            type="password"
            name="pin"
            inputMode="numeric"
            autocomplete="off"
            required
            maxLength={64}
            value={pin}
            aria-describedby="pin-hint"
            onInput={(event) => setPin(event.currentTarget.value)}
          />
          <span id="pin-hint" class="hint">
            {host.pin.hint}
          </span>
        </label>
        <p role="alert" class="refusal">
          {problem}
        </p>
        <button type="submit" class="button is-primary" disabled={isBusy}>
          {isBusy ? host.pin.busy : host.pin.button}
        </button>
      </form>
    </main>
  );
}
