import type { favorRoutes } from "#common/favors/favor-api.ts";
import { favorAnswerSchema } from "#common/favors/favor-contract.ts";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { accept } from "#common/framework/refusals.ts";
import { type Caller, playerIdOf } from "#server/framework/caller.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import type { IdempotentAnswer } from "#server/ledger/run-idempotently.ts";
import { acceptFavor } from "./accept-favor.ts";
import { endOffer, type OfferEnd } from "./end-offer.ts";
import type { FavorHouse } from "./favor-house.ts";
import { listBorrowers } from "./list-borrowers.ts";
import { offerFavor } from "./offer-favor.ts";
import { readMyFavors } from "./read-my-favors.ts";
import { repayFavor } from "./repay-favor.ts";

/** Favors between the players of a lobby (LEDGER-9). */
export function createFavorHandlers(
  deps: FavorHouse & {
    /** The server's clock, epoch milliseconds. */
    now(): number;
    /** The two players of a favor that has just changed, after the commit. */
    onFavorChanged(playerIds: readonly string[]): void;
  },
): RouteHandlers<typeof favorRoutes> {
  const { now, onFavorChanged } = deps;
  const tell = ({ lender, borrower }: Favor) => onFavorChanged([lender.id, borrower.id]);

  async function telling<Value extends { favor: Favor }>(
    answering: Promise<IdempotentAnswer<Value>>,
  ): Promise<IdempotentAnswer<Value>> {
    const answer = await answering;
    if (answer.ok && !answer.isReplayed) tell(answer.value.favor);
    // This very request has done it, and has not heard so at first.
    else if (answer.ok && answer.isRetried)
      tell(favorAnswerSchema.parse(JSON.parse(answer.text)).favor);
    return answer;
  }

  async function end(caller: Caller, favorId: string, as: OfferEnd) {
    const request = { playerId: playerIdOf(caller), favorId, as, now: now() };
    const ended = await endOffer(deps.dataSource, request);
    if (!ended.ok) return ended;
    const { favor, isNew } = ended.value;
    if (isNew) tell(favor);
    return accept({ favor });
  }

  return {
    offerFavor: ({ body, caller, idempotencyKey }) =>
      telling(
        offerFavor(deps, {
          ...body,
          lenderId: playerIdOf(caller),
          roomKey: caller.roomKey,
          key: idempotencyKey as string,
          now: now(),
        }),
      ),
    acceptFavor: ({ params, caller, idempotencyKey }) =>
      telling(
        acceptFavor(deps, {
          ...params,
          playerId: playerIdOf(caller),
          roomKey: caller.roomKey,
          key: idempotencyKey as string,
          now: now(),
        }),
      ),
    repayFavor: ({ params, body, caller, idempotencyKey }) =>
      telling(
        repayFavor(deps, {
          ...params,
          ...body,
          playerId: playerIdOf(caller),
          key: idempotencyKey as string,
          now: now(),
        }),
      ),
    declineFavor: ({ params, caller }) => end(caller, params.favorId, "declined"),
    withdrawFavor: ({ params, caller }) => end(caller, params.favorId, "withdrawn"),
    readMyFavors: async ({ caller }) =>
      accept(await readMyFavors(deps, { playerId: playerIdOf(caller), roomKey: caller.roomKey })),
    listBorrowers: async ({ caller }) =>
      accept({
        players: await listBorrowers(deps, {
          playerId: playerIdOf(caller),
          roomKey: caller.roomKey,
        }),
      }),
  };
}
