import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A question that must be answered before anything happens; Escape means no. */
export function Question(props: {
  heading: string;
  yes: string;
  no: string;
  isDanger?: boolean;
  onAnswer: (isYes: boolean) => void;
  children?: ComponentChildren;
}) {
  const { heading, yes, no, isDanger, onAnswer } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="question-heading"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer(true);
        }}
      >
        <h2 id="question-heading" class="headline">
          {heading}
        </h2>
        {props.children}
        <div class="question-answers">
          <button type="button" class="button" onClick={() => onAnswer(false)}>
            {no}
          </button>
          <button type="submit" class={`button ${isDanger ? "is-danger" : "is-primary"}`}>
            {yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}
