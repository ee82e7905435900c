import type { ConnectionStatus } from "#client/framework/connection.ts";
import { texts } from "./texts.ts";

/** Says that the connection is gone, and what that means for bets. Nothing while all is well. */
export function ConnectionBar({ status }: { status: ConnectionStatus }) {
  const { common, phone } = texts.value;
  return (
    <div role="status">
      {status.kind === "lost" && (
        <p class="connection-bar">
          <strong class="label">{common.reconnecting}</strong> {phone.notices.offline}
        </p>
      )}
    </div>
  );
}
