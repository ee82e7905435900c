/** A favor as the model keeps it; players are numbered. */
export interface ModelFavor {
  lender: number;
  borrower: number;
  amount: bigint;
  fee: bigint;
  repaid: bigint;
  status: "offered" | "open" | "repaid" | "ended";
}

const AMOUNT_MAX = 500n;
const OPEN_MAX = 3;

/** The rules of favors (LEDGER-9) once more, in memory and with plain arithmetic: what a database is compared with. */
export class FavorModel {
  readonly chips: bigint[];
  readonly winnings: bigint[];
  readonly favors: ModelFavor[] = [];

  constructor(playerCount: number) {
    this.chips = Array.from({ length: playerCount }, () => 1_000n);
    this.winnings = Array.from({ length: playerCount }, () => 0n);
  }

  win(player: number, amount: bigint): void {
    this.chips[player] = this.at(this.chips, player) + amount;
    this.winnings[player] = this.at(this.winnings, player) + amount;
  }

  lendable(player: number): bigint {
    const out = this.favors
      .filter(({ lender, status }) => lender === player && status === "open")
      .reduce((sum, { amount, repaid }) => sum + (amount > repaid ? amount - repaid : 0n), 0n);
    const limits = [this.at(this.winnings, player) - out, this.at(this.chips, player), AMOUNT_MAX];
    return limits.reduce((least, limit) => (limit < least ? limit : least));
  }

  debts(player: number): ModelFavor[] {
    return this.favors.filter(({ borrower, status }) => borrower === player && status === "open");
  }

  offer(favor: Pick<ModelFavor, "lender" | "borrower" | "amount" | "fee">): boolean {
    const { lender, borrower, amount } = favor;
    const waiting = this.favors.filter((one) => one.lender === lender && one.status === "offered");
    if (lender === borrower || amount > this.lendable(lender)) return false;
    if (waiting.length >= OPEN_MAX) return false;
    this.favors.push({ ...favor, repaid: 0n, status: "offered" });
    return true;
  }

  accept(favor: ModelFavor): boolean {
    const { lender, borrower, amount, fee } = favor;
    if (favor.status !== "offered" || amount > this.lendable(lender)) return false;
    const debts = this.debts(borrower);
    const owed = debts.reduce((sum, debt) => sum + debt.amount + debt.fee - debt.repaid, 0n);
    if (debts.length >= OPEN_MAX || owed + amount + fee > 2n * AMOUNT_MAX) return false;
    favor.status = "open";
    this.move(lender, borrower, amount);
    return true;
  }

  end(favor: ModelFavor): boolean {
    if (favor.status !== "offered") return false;
    favor.status = "ended";
    return true;
  }

  repay(favor: ModelFavor, amount: bigint): boolean {
    const owed = favor.amount + favor.fee - favor.repaid;
    if (favor.status !== "open" || amount > owed) return false;
    if (amount > this.at(this.chips, favor.borrower)) return false;
    favor.repaid += amount;
    if (amount === owed) favor.status = "repaid";
    this.move(favor.borrower, favor.lender, amount);
    return true;
  }

  private move(from: number, to: number, amount: bigint): void {
    this.chips[from] = this.at(this.chips, from) - amount;
    this.chips[to] = this.at(this.chips, to) + amount;
  }

  private at(list: bigint[], index: number): bigint {
    return list[index] ?? 0n;
  }
}
