import { texts } from "#client/race/display/texts.ts";
import { useDisplay } from "./use-display.ts";

/** Tells a screen reader who leads, at most once in three seconds. */
export function LeadLine() {
  const { feed } = useDisplay();
  const number = feed.calledLeader.value;
  const leader = feed.view.value?.runners.find((runner) => runner.number === number);
  return (
    <p class="visually-hidden" aria-live="polite">
      {leader && texts.value.display.leads(leader.number, leader.name)}
    </p>
  );
}
