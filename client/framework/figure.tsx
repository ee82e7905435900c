import type { ComponentChildren } from "preact";

/** One figure of a list of figures. */
export function Figure(props: { label: string; tone?: string; children: ComponentChildren }) {
  const { label, tone = "", children } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd class={`numeral ${tone}`}>{children}</dd>
    </div>
  );
}
