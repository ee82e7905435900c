import { writeText } from "#client/framework/write-text.ts";
import { useBattle, useFrame } from "./use-battle.ts";

const FROM_SECONDS = 10;

/** The last ten seconds, one great figure after the other, behind everything else. */
export function LastSeconds() {
  const { feed } = useBattle();
  const target = useFrame<HTMLParagraphElement>((figure) => {
    const seconds = Math.ceil(((feed.view.value?.endsAtMs ?? 0) - feed.serverNow()) / 1_000);
    const text = seconds > 0 && seconds <= FROM_SECONDS ? String(seconds) : "";
    if (figure.textContent === text) return;
    writeText(figure, text);
    // The same element again, so that its entrance plays anew.
    figure.classList.remove("is-new");
    void figure.offsetWidth;
    figure.classList.add("is-new");
  });
  return <p class="last-seconds" aria-hidden="true" ref={target} />;
}
