import { useId } from "preact/hooks";

/** A few values side by side, one of them chosen. */
export function Segments(props: {
  legend: string;
  values: readonly number[];
  chosen: number;
  words(value: number): string;
  onChoose(value: number): void;
}) {
  const { legend, values, chosen, words, onChoose } = props;
  const group = useId();
  return (
    <fieldset>
      <legend class="label">{legend}</legend>
      <div class="segments">
        {values.map((value) => (
          <label key={value} class="segment">
            <input
              type="radio"
              class="visually-hidden"
              name={group}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            <span class="label">{words(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
