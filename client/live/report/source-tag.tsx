import type { SourceKind } from "#common/live/live-event.ts";
import { texts } from "./texts.ts";

/** Where a session's events came from. */
export function SourceTag({ source }: { source: SourceKind }) {
  return <small class="tag">{texts.value.stage.live.sources[source]}</small>;
}
