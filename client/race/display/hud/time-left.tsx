import { formatTimeLeft } from "#client/framework/format-time.ts";
import { writeText } from "#client/framework/write-text.ts";
import { useDisplay, useFrame } from "./use-display.ts";

const URGENT_MS = 10_000;

/** Counts down to the end of the phase on the server's clock; nothing while no end is set. */
export function TimeLeft() {
  const { feed } = useDisplay();
  const target = useFrame<HTMLSpanElement>((span) => {
    const view = feed.view.value;
    const endsAt = view?.phaseEndsAt ?? 0;
    const leftMs = endsAt - feed.serverNow();
    writeText(span, endsAt === 0 ? "–:––" : formatTimeLeft(leftMs));
    span.classList.toggle("is-urgent", endsAt > 0 && leftMs < URGENT_MS);
  });
  return <span class="time-left" role="timer" ref={target} />;
}
