import { expect } from "chai";
import type { ScoredGift } from "#common/battle/battle-messages.ts";
import { createFlights, type Landing } from "./flights.ts";

const target = { x: 700, y: 400 };

function makeFlights() {
  const flights = createFlights({
    targetOf: () => target,
    stage: () => ({ width: 1920, height: 1080 }),
  });
  const landings: Landing[] = [];
  flights.onLand((landing) => landings.push(landing));
  return { flights, landings };
}

function gift(viewerId: string, points: number): ScoredGift {
  const same = { id: 1, name: viewerId, giftId: "5655", giftName: "Rose", count: 1 };
  return {
    ...same,
    viewerId,
    streakTotal: 0,
    diamonds: points,
    points,
    multiplier: 1,
    country: "TR",
  };
}

describe("flights of gifts", () => {
  it("begin below the picture and land on their target", () => {
    const { flights, landings } = makeFlights();
    flights.add(gift("Ana", 10));
    flights.advance(0);
    expect(flights.list[0]!.y).above(1080);
    for (let ms = 0; ms <= 1_200; ms += 16) flights.advance(ms);
    expect(landings).to.have.length(1);
    expect(landings[0]!.x).closeTo(target.x, 1e-6);
    expect(landings[0]!.y).closeTo(target.y, 1e-6);
    expect(flights.list).to.have.length(0);
  });

  it("leave one after the other", () => {
    const { flights } = makeFlights();
    for (const name of ["Ana", "Bea", "Cem"]) flights.add(gift(name, 1));
    flights.advance(0);
    flights.advance(10);
    expect(flights.list).to.have.length(1);
    flights.advance(200);
    expect(flights.list).to.have.length(2);
  });

  it("land all, though a page slept through their time", () => {
    const { flights, landings } = makeFlights();
    flights.add(gift("Ana", 1));
    flights.advance(0);
    flights.advance(60_000);
    expect(landings).to.have.length(1);
  });

  it("are larger for greater gifts", () => {
    const { flights } = makeFlights();
    flights.add(gift("Ana", 1));
    flights.add(gift("Bea", 29_999));
    flights.advance(0);
    flights.advance(100);
    expect(flights.list[0]!.size).above(flights.list[1]!.size);
  });
});
