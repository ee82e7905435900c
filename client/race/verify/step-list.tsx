import type { JudgedStep } from "./judge-record.ts";
import { texts } from "./texts.ts";

const signs = { ok: "✓", fault: "✗", skipped: "–" } as const;

/** Every step of the judgement in plain words, with its figures folded in. */
export function StepList({ steps }: { steps: readonly JudgedStep[] }) {
  const { verify } = texts.value;
  return (
    <section class="panel stack" aria-labelledby="steps">
      <h2 id="steps" class="headline">
        {verify.steps}
      </h2>
      <ol class="steps">
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { step, state, detail } }: { step: JudgedStep }) {
  const { verify } = texts.value;
  const { title, explanation } = verify.step[step];
  const heading = (
    <h3 class="label">
      {title}{" "}
      <small class={state === "ok" ? "visually-hidden" : "step-state"}>
        {verify.stepStates[state]}
      </small>
    </h3>
  );
  return (
    <li class={`step is-${state}`} data-step={step} data-state={state}>
      <span class="step-sign" aria-hidden="true">
        {signs[state]}
      </span>
      {detail === "" ? (
        heading
      ) : (
        <details open={state === "fault"}>
          <summary>
            {heading}
            {state === "ok" && <p>{explanation}</p>}
          </summary>
          <p class="figures-label">{verify.technical}</p>
          <p class="figures" lang="en">
            {detail}
          </p>
        </details>
      )}
    </li>
  );
}
