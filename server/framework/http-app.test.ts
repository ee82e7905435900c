import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { counterContract } from "#server/testing/counter-contract.ts";
import { ALLOWED_ORIGIN, type Stand, startStand } from "#server/testing/room-stand.ts";
import { shelfRoutes } from "#server/testing/shelf-routes.ts";
import { serveDocs } from "./docs-page.ts";
import { finishHttp } from "./http-app.ts";
import { createMessageCatalogue, createOpenApi } from "./openapi.ts";

describe("the HTTP server", () => {
  let folder: string;
  let stand: Stand;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "gs-pages-"));
    await mkdir(path.join(folder, "pages/assets"), { recursive: true });
    await writeFile(path.join(folder, "secret.txt"), "secret");
    await writeFile(path.join(folder, "pages/index.html"), "<!doctype html>".padEnd(4_000));
    await writeFile(path.join(folder, "pages/host.html"), "host");
    await writeFile(path.join(folder, "pages/assets/page-abc.js"), "//".padEnd(4_000));
    stand = await startStand({
      routes(app, { log }) {
        serveDocs(app, {
          openApi: createOpenApi(Object.values(shelfRoutes), "1.2.3"),
          messages: createMessageCatalogue({ counter: counterContract }),
        });
        finishHttp(app, { pagesDir: path.join(folder, "pages"), log });
      },
    });
  });
  after(async () => {
    await stand.close();
    await rm(folder, { recursive: true });
  });

  const get = (where: string, headers: Record<string, string> = {}) =>
    fetch(stand.url + where, { headers });

  it("serves pages that are asked for anew and assets that never change", async () => {
    const cacheOf = async (where: string) => (await get(where)).headers.get("cache-control");
    expect(await cacheOf("/")).to.equal("no-cache");
    expect(await cacheOf("/host")).to.equal("no-cache");
    expect(await cacheOf("/assets/page-abc.js")).to.equal("public, max-age=31536000, immutable");
    expect((await get("/assets/page-def.js")).status).to.equal(404);
  });

  it("serves nothing from outside its pages", async () => {
    for (const where of [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/..\\secret.txt",
      "/..%5csecret.txt",
      "/assets/%00",
      "/docs/../package.json",
      "/docs/..%2fpackage.json",
      "/docs/package.json",
    ]) {
      const { status, text } = await raw(where);
      expect([status, text.includes("secret")], where).to.deep.equal([404, false]);
      expect((JSON.parse(text) as { code: string }).code).to.equal("not_found");
    }
  });

  it("allows what its own pages need and nothing else", async () => {
    const { headers } = await get("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).to.include("script-src 'self';").and.include("object-src 'none'");
    expect(policy).not.to.include("upgrade-insecure-requests");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("strict-transport-security")).to.equal(null);
    expect(headers.get("x-powered-by")).to.equal(null);
  });

  it("names no origin but the allowed ones", async () => {
    const from = async (origin: string) =>
      (await get("/openapi.json", { origin })).headers.get("access-control-allow-origin");
    expect(await from(ALLOWED_ORIGIN)).to.equal(ALLOWED_ORIGIN);
    for (const origin of ["https://evil.example", "null", `${ALLOWED_ORIGIN}.evil.example`]) {
      expect(await from(origin)).to.equal(null);
    }
  });

  it("lets an allowed origin send keys and tokens", async () => {
    const { headers, status } = await fetch(`${stand.url}/shelf`, {
      method: "OPTIONS",
      headers: { origin: ALLOWED_ORIGIN, "access-control-request-method": "POST" },
    });
    expect(status).to.equal(204);
    const allowed = (headers.get("access-control-allow-headers") ?? "").toLowerCase().split(/, */);
    expect(allowed).to.include.members(["authorization", "idempotency-key", "x-idempotency-key"]);
  });

  it("compresses what is worth it", async () => {
    const { headers } = await get("/assets/page-abc.js", { "accept-encoding": "gzip" });
    expect(headers.get("content-encoding")).to.equal("gzip");
  });

  it("describes every route with every refusal it can answer", async () => {
    const document = (await (await get("/openapi.json")).json()) as OpenApi;
    expect(document.openapi).to.match(/^3\.1\./);
    expect(document.info.version).to.equal("1.2.3");
    const described = Object.entries(document.paths).flatMap(([where, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${where}`),
    );
    const declared = Object.values(shelfRoutes).map(
      ({ method, path: where }) => `${method} ${where.replace(":place", "{place}")}`,
    );
    expect(described).to.have.members(declared);
    const put = document.paths["/shelf"]?.post;
    expect(Object.keys(put?.responses ?? {})).to.have.members([
      "201",
      "400",
      "401",
      "403",
      "409",
      "413",
      "422",
      "429",
      "500",
      "503",
    ]);
    expect(put?.responses["422"]?.description).to.equal(
      "`idempotency_key_reused`, `stake_above_maximum`",
    );
    expect(put?.security).to.deep.equal([{ bearer: [] }]);
    for (const [reference] of JSON.stringify(document).matchAll(/#\/components\/schemas\/\w+/g)) {
      expect(document.components.schemas).to.have.property(reference.split("/").at(-1) as string);
    }
  });

  it("lists every message of every kind of room", async () => {
    const rooms = (await (await get("/messages.json")).json()) as typeof counterContract & {
      counter: { commands: Record<string, { input: object }>; events: object };
    };
    expect(rooms.counter.commands).to.have.all.keys(...Object.keys(counterContract.commands));
    expect(rooms.counter.events).to.have.all.keys("counted", "whispered");
    expect(rooms.counter.commands.add?.input).to.have.nested.property("properties.by");
  });

  it("shows both at /docs from its own files, without a script in the page", async () => {
    const page = await (await get("/docs")).text();
    expect(page).not.to.match(/<script(?![^>]* src="\/)/);
    const files = [...page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map((match) => match[1]);
    expect(files).to.have.length(3);
    for (const file of files) expect((await get(file as string)).status).to.equal(200);
  });

  /** A path as it is written: fetch would tidy it up. */
  function raw(where: string): Promise<{ status: number | undefined; text: string }> {
    return new Promise((resolve, reject) => {
      http
        .get({ host: "127.0.0.1", port: new URL(stand.url).port, path: where }, (answer) => {
          let text = "";
          answer.on("data", (bytes: Buffer) => {
            text += bytes.toString();
          });
          answer.on("end", () => resolve({ status: answer.statusCode, text }));
        })
        .on("error", reject);
    });
  }
});

interface OpenApi {
  openapi: string;
  info: { version: string };
  paths: Record<
    string,
    Record<string, { responses: Record<string, { description: string }>; security?: object[] }>
  >;
  components: { schemas: object };
}
