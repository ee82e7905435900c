import type { RaceFrame } from "#client/race/display/race-motion.ts";
import { texts } from "#client/race/display/texts.ts";
import { useFrame } from "./use-display.ts";

const LIGHTS = [1, 2, 3, 4, 5];
/** The first lamp comes on this long before the off, the others follow evenly. */
const FIRST_LAMP_MS = -2_600;
const LAMP_EVERY_MS = 480;
/** How long "Go!" stays. */
const GO_MS = 1_400;

/** Five lamps that come on one by one at the gates and go out at the off. */
export function StartLights() {
  const target = useFrame<HTMLElement>((section, frame) => {
    const shown = startSignal(frame);
    if (section.dataset["signal"] !== shown) section.dataset["signal"] = shown;
  });
  const { display } = texts.value;
  return (
    <section class="start-lights" ref={target} data-signal="gone" aria-label={display.betsClosed}>
      <p class="start-lamps" aria-hidden="true">
        {LIGHTS.map((light) => (
          <i key={light} style={{ "--light": light }} class={`lamp lamp-${light}`} />
        ))}
      </p>
      <p class="start-text">
        <b>{display.betsClosed}</b> <span>{display.waitForGreen}</span>
      </p>
      <p class="start-go">{display.go}</p>
    </section>
  );
}

/** `0` to `5` lamps on, `go`, or `gone`. */
function startSignal({ timeMs }: Readonly<RaceFrame>): string {
  if (timeMs === undefined || timeMs < FIRST_LAMP_MS) return "0";
  if (timeMs >= GO_MS) return "gone";
  if (timeMs >= 0) return "go";
  return String(Math.min(5, 1 + Math.floor((timeMs - FIRST_LAMP_MS) / LAMP_EVERY_MS)));
}
