import { formatTimeLeft } from "#client/framework/format-time.ts";
import { writeText } from "#client/framework/write-text.ts";
import { useBattle, useFrame } from "./use-battle.ts";

/** Counts down to a moment on the server's clock. */
export function CountdownTime({ untilMs }: { untilMs: number }) {
  const { feed } = useBattle();
  const target = useFrame<HTMLSpanElement>((span) => {
    writeText(span, formatTimeLeft(untilMs - feed.serverNow()));
  });
  return <span role="timer" ref={target} />;
}
