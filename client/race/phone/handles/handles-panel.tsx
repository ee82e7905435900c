import { useEffect, useRef, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import type { IdentityWire, LinkChallengeWire } from "#common/players/identity-api.ts";
import { handleNewsHeard } from "../money/handle-news.ts";
import { refreshWallets } from "../money/refresh-wallets.ts";
import { coins } from "../money/wallet.ts";
import { seat } from "../seat.ts";
import { ChallengeCard } from "./challenge-card.tsx";
import { LinkForm } from "./link-form.tsx";
import { LinkedHandle } from "./linked-handle.tsx";
import { texts } from "./texts.ts";

const ASKED_EVERY_MS = 3_000;

/** Coins, the handles that earn them, and linking another one. `now` is the server's clock. */
export function HandlesPanel({ now }: { now: number }) {
  const { common, handles } = texts.value;
  /** Just issued: the list has not been asked for since. */
  const [issued, setIssued] = useState<LinkChallengeWire>();
  const [droppedCode, setDroppedCode] = useState<string>();
  const [open, setOpen] = useState<LinkChallengeWire>();
  const asked = useAsked(
    () => call("GET", "/identities", { token: seat.value?.token }),
    [open?.code, handleNewsHeard.value],
    open === undefined ? {} : { everyMs: ASKED_EVERY_MS },
  );
  const heard = asked.value;
  const isDropped = open?.code === droppedCode;
  const linkedNow = useNewcomer(heard?.identities);
  useEffect(() => setIssued(undefined), [heard]);
  useEffect(() => setOpen(issued ?? heard?.challenge ?? undefined), [issued, heard]);
  useEffect(() => {
    if (linkedNow !== undefined) void refreshWallets();
  }, [linkedNow]);

  return (
    <section class="panel stack handles">
      <h2 class="section-label">{handles.heading}</h2>
      <Coins />
      <p role="status" class="linked-now">
        {linkedNow !== undefined && handles.linkedNow(linkedNow)}
      </p>
      {open === undefined || isDropped ? (
        <>
          <LinkForm
            onChallenge={(challenge) => {
              setDroppedCode(undefined);
              setIssued(challenge);
            }}
          />
          {open !== undefined && open.expiresAt > now && (
            <button type="button" class="button is-quiet" onClick={() => setDroppedCode(undefined)}>
              {handles.backToCode(open.code)}
            </button>
          )}
        </>
      ) : (
        <ChallengeCard
          challenge={open}
          leftMs={open.expiresAt - now}
          onDrop={() => setDroppedCode(open.code)}
        />
      )}
      {asked.problem !== undefined && (
        <p role="alert" class="refusal">
          {asked.problem === "silent"
            ? common.noAnswer
            : texts.value.refusals[asked.problem.code](asked.problem.detail)}
        </p>
      )}
      {heard !== undefined && heard.identities.length > 0 && (
        <>
          <h3 class="label">{handles.linked}</h3>
          <ul>
            {heard.identities.map((identity) => (
              <LinkedHandle
                key={`${identity.source} ${identity.viewerId}`}
                identity={identity}
                onUnlinked={asked.again}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The coin balance, once there is one. */
function Coins() {
  const { handles } = texts.value;
  const held = coins.value;
  return (
    <>
      {held !== undefined && (
        <p class="coins">
          <span class="label">{handles.coins}</span>{" "}
          <b class="numeral">{formatAmount(held.available, language.value)}</b>
        </p>
      )}
      <p class="hint">{held === undefined ? handles.linkHint : handles.coinsHint}</p>
    </>
  );
}

/** The handle that has been linked while this was open. */
function useNewcomer(identities: readonly IdentityWire[] | undefined): string | undefined {
  const known = useRef<ReadonlySet<string>>(undefined);
  const [newcomer, setNewcomer] = useState<string>();
  useEffect(() => {
    if (identities === undefined) return;
    const before = known.current;
    const fresh = identities.find(({ viewerId }) => before?.has(viewerId) === false);
    known.current = new Set(identities.map(({ viewerId }) => viewerId));
    if (fresh !== undefined) setNewcomer(fresh.handle);
  }, [identities]);
  return newcomer;
}
