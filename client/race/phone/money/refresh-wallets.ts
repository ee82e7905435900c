import { call } from "#client/framework/http.ts";
import { seat } from "../seat.ts";
import { hearWallet } from "./wallet.ts";

/** Asks for my balances again. Without an answer the ones shown stay. */
export async function refreshWallets(): Promise<void> {
  const answer = await call("GET", "/wallet/me", { token: seat.value?.token }).catch(
    () => undefined,
  );
  if (answer?.ok) for (const held of answer.value.wallets) hearWallet(held);
}
