import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { refusals } from "#client/languages/en/refusals.ts";
import type { Refusal } from "#common/framework/refusals.ts";

type Loaded = ReadonlySignal<{ refusals: typeof refusals }>;

/** A refusal in words. They are not part of the first paint: few people ever see one. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const [loaded, setLoaded] = useState<{ texts: Loaded }>();
  useEffect(() => void import("./texts.ts").then(setLoaded), []);
  return loaded?.texts.value.refusals[refusal.code](refusal.detail);
}
