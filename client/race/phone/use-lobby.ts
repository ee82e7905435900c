import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import type { LobbyWire } from "#common/race/race-api.ts";

export const CODE_LENGTH = 4;

/** What is known of the room whose code is typed; without a code at first, the newest room is told to `onNewest`. */
export function useLobby(code: string, onNewest: (code: string) => void): LobbyWire | undefined {
  const [lobby, setLobby] = useState<LobbyWire>();
  const hasLooked = useRef(false);
  useEffect(() => {
    const isFirst = code === "" && !hasLooked.current;
    hasLooked.current = true;
    if (!isFirst && code.length !== CODE_LENGTH) {
      setLobby(undefined);
      return;
    }
    const asking = new AbortController();
    const params = { code: isFirst ? "current" : code };
    call("GET", "/lobbies/:code", { params, signal: asking.signal }).then(
      (answer) => {
        setLobby(answer.ok ? answer.value : undefined);
        if (isFirst && answer.ok) onNewest(answer.value.code);
      },
      // No answer: the line stays empty; joining says what is wrong.
      () => setLobby(undefined),
    );
    return () => asking.abort();
  }, [code]);
  return lobby;
}
