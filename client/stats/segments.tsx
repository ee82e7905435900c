/** A choice of one of a few, side by side. */
export function Segments<Value extends string>(props: {
  legend: string;
  name: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  const { legend, name, options, chosen, onChoose } = props;
  return (
    <fieldset class="segments-field">
      <legend class="visually-hidden">{legend}</legend>
      <div class="segments">
        {options.map(({ value, label }) => (
          <label key={value} class="segment">
            <input
              type="radio"
              class="visually-hidden"
              name={name}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span class="label">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
