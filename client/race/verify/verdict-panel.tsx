import type { ComponentChildren } from "preact";
import { texts } from "./texts.ts";
import type { Progress } from "./use-judgement.ts";

type VerdictName = keyof typeof texts.value.verify.verdicts;

/** One word on the race, and what goes with it. */
export function VerdictPanel({
  verdict,
  children,
}: {
  verdict: VerdictName;
  children?: ComponentChildren;
}) {
  const { word, sentence } = texts.value.verify.verdicts[verdict];
  return (
    <section class={`panel verdict is-${verdict}`} role="status" data-verdict={verdict}>
      <p class="verdict-word">{word}</p>
      <div class="verdict-says stack">
        <p>{sentence}</p>
        {children}
      </div>
    </section>
  );
}

/** Which word is the page's for now; undefined before anything is known. */
export function verdictOf(progress: Progress): VerdictName | undefined {
  switch (progress.kind) {
    case "pending":
      return progress.isBroken ? "broken" : "waiting";
    case "judging":
      return "checking";
    case "judged":
      return progress.judged.verdict;
    default:
      return undefined;
  }
}
