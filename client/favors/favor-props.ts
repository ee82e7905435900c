import type { WalletWire } from "#common/wallet/wallet-schemas.ts";

/** What the page around favors knows and wants to know. */
export interface FavorProps {
  /** The player's token. */
  token: string;
  /** Changes whenever the server says that something of this player's has changed. */
  news: number;
  /** A balance that an answer carried. */
  onWallet(wallet: WalletWire): void;
  /** Something worth saying at the bottom of the page. */
  onSay(text: string): void;
}
