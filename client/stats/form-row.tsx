import { texts } from "./texts.ts";

/** Last placings, newest first; a debut says so. */
export function FormRow({ form }: { form: readonly number[] }) {
  const { figures } = texts.value.stats;
  if (form.length === 0) return <span class="dim">{figures.debut}</span>;
  return <span class="form-row numeral">{form.join("-")}</span>;
}
