import type { Refusal } from "#common/framework/refusals.ts";
import type { SourceFault } from "#common/live/source-status.ts";
import type { SourceRefusal } from "./live-source.ts";

/** What the host reads about a source that could not be opened again. */
export function faultOf({ code }: Refusal<SourceRefusal>): SourceFault {
  switch (code) {
    case "channel_invalid":
      return "unknown_user";
    case "recording_unknown":
      return "recording_unreadable";
    case "source_unavailable":
      return "library_missing";
  }
}
