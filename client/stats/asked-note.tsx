import { ProblemNote } from "#client/framework/problem-note.tsx";
import type { Asked } from "#client/framework/use-asked.ts";
import { texts } from "./texts.ts";

/** That an answer is on its way, or why it did not come. */
export function AskedNote({ asked }: { asked: Asked<unknown> }) {
  if (asked.value === undefined && asked.problem === undefined) {
    return (
      <p class="dim" role="status">
        {texts.value.stats.loading}
      </p>
    );
  }
  return <ProblemNote asked={asked} texts={texts.value} />;
}
