import type { ComponentChildren } from "preact";

/** A table that scrolls in itself, by keys too, and never makes the page wider. */
export function TableFrame(props: {
  label: string;
  class?: string;
  heads: readonly ComponentChildren[];
  children: ComponentChildren;
}) {
  const { label, heads, children } = props;
  return (
    <div class="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table class={props.class}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
