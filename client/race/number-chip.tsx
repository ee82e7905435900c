import { liveryOf } from "./livery.ts";

/** A saddle number on its runner's colours. Decorative where the name stands beside it. */
export function NumberChip({ number, livery }: { number: number; livery: number }) {
  const { colour, pattern, isOutlined } = liveryOf(livery);
  return (
    <span
      class={`chip chip-${pattern}${isOutlined ? " is-outlined" : ""}`}
      style={{ "--hull": colour }}
    >
      {number}
    </span>
  );
}
