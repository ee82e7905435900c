import { flagUrl } from "./flags.ts";

/** A country's flag beside its name; says nothing by itself. Its place is kept until it is there. */
export function Flag({ country }: { country: string }) {
  return (
    <span class="flag" aria-hidden="true">
      <img src={flagUrl(country)} alt="" width={30} height={20} />
    </span>
  );
}
