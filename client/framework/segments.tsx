import { useId } from "preact/hooks";

/** A few values side by side, one of them chosen. `class` is the field's own, `legendClass` says how the legend looks. */
export function Segments<Value extends string | number>(props: {
  legend: string;
  legendClass?: string;
  class?: string;
  values: readonly Value[];
  chosen: Value;
  words: (value: Value) => string;
  onChoose: (value: Value) => void;
}) {
  const { legend, legendClass = "label", values, chosen, words, onChoose } = props;
  const group = useId();
  return (
    <fieldset class={props.class}>
      <legend class={legendClass}>{legend}</legend>
      <div class="segments">
        {values.map((value) => (
          <label key={value} class="segment">
            <input
              type="radio"
              class="visually-hidden"
              name={group}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span class="label">{words(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
