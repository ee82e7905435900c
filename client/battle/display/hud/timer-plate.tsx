import type { BattleView } from "#client/battle/battle-view.ts";
import { bothLanguages, texts } from "#client/battle/display/texts.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { writeText } from "#client/framework/write-text.ts";
import { useBattle, useFrame } from "./use-battle.ts";

const URGENT_MS = 10_000;

/** The time left between an invitation in both languages; says when it is over and when it goes on. */
export function TimerPlate({ view }: { view: BattleView }) {
  const [english, spanish] = bothLanguages;
  const isSudden = view.phase === "sudden_death";
  const isClosing = view.phase === "closing";
  const isExtended = view.phase === "running" && view.extendedMs > 0;
  const label = (words: typeof english) => {
    if (isExtended) return words.givenBack(formatTimeLeft(view.extendedMs));
    return isSudden ? words.suddenDeath : isClosing ? words.timeUp : words.timeLeft;
  };
  const call = (words: typeof english) =>
    isSudden ? words.nextPointWins : isClosing ? words.countingLast : words.sendGifts;
  return (
    <section
      class={`timer-plate is-${view.phase}${isExtended ? " is-extended" : ""}`}
      aria-label={texts.value.battle.timeLeft}
    >
      <p class="timer-words" lang="en">
        <small>{label(english)}</small>
        <strong>{call(english)}</strong>
      </p>
      <TimeLeft />
      <p class="timer-words" lang="es">
        <small>{label(spanish)}</small>
        <strong>{call(spanish)}</strong>
      </p>
    </section>
  );
}

/** Counts down to the battle's end on the server's clock. */
function TimeLeft() {
  const { feed } = useBattle();
  const target = useFrame<HTMLParagraphElement>((time) => {
    const leftMs = (feed.view.value?.endsAtMs ?? 0) - feed.serverNow();
    writeText(time, formatTimeLeft(leftMs));
    time.classList.toggle("is-urgent", leftMs < URGENT_MS && leftMs > 0);
  });
  return <p class="timer-time" role="timer" ref={target} />;
}
