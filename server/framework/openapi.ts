import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { type RefusalCode, refusals } from "#common/framework/refusals.ts";
import type { RoomContract } from "#common/framework/room-contract.ts";
import type { RouteContract } from "#common/framework/route-contract.ts";

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: "Problem", description: "A refusal (RFC 9457) with its code." });

/** Refusals any route can answer. */
const everywhere = ["invalid_input", "rate_limited", "internal", "overloaded"] as const;

/** The OpenAPI 3.1 document of all routes, made from the schemas that validate them. */
export function createOpenApi(routes: readonly RouteContract[], version: string): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operationOf(route);
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Grandstand",
      version,
      description: "Play money only. Amounts are whole chips as decimal strings.",
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  });
}

/** Every refusal a route can answer, each once. */
function refusalsOf(route: RouteContract): RefusalCode[] {
  const codes: RefusalCode[] = [
    ...everywhere,
    ...(route.body === undefined ? [] : (["payload_too_large"] as const)),
    ...(route.roles.length > 0 ? (["unauthorized", "token_expired", "forbidden"] as const) : []),
    ...(route.isIdempotent === true
      ? ([
          "idempotency_key_required",
          "idempotency_key_invalid",
          "idempotency_in_progress",
          "idempotency_key_reused",
          "idempotency_key_expired",
        ] as const)
      : []),
    ...route.refusals,
  ];
  return [...new Set(codes)];
}

function operationOf(route: RouteContract): ZodOpenApiOperationObject {
  const byStatus = Map.groupBy(refusalsOf(route), (code) => String(refusals[code].status));
  const problems = [...byStatus].map(([status, said]) => [
    status,
    {
      description: said.map((code) => `\`${code}\``).join(", "),
      content: { "application/problem+json": { schema: problemSchema } },
    },
  ]);
  return {
    summary: route.summary,
    tags: [route.tag],
    ...(route.roles.length > 0 ? { security: [{ bearer: [] }] } : {}),
    requestParams: {
      ...(route.params === undefined ? {} : { path: route.params as z.ZodObject }),
      ...(route.query === undefined ? {} : { query: route.query as z.ZodObject }),
      ...(route.isIdempotent === true
        ? {
            header: z.object({
              "Idempotency-Key": z.string().meta({
                description: "1 to 255 visible ASCII characters; `X-Idempotency-Key` is a synonym.",
              }),
            }),
          }
        : {}),
    },
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { "application/json": { schema: route.body } } } }),
    responses: {
      [String(route.status)]: {
        description: "Done.",
        content: { "application/json": { schema: route.reply } },
      },
      ...Object.fromEntries(problems),
    },
  };
}

/** Every message of every kind of room as JSON Schema: the catalogue beside the OpenAPI document. */
export function createMessageCatalogue(contracts: Readonly<Record<string, RoomContract>>): object {
  const wire = (schema: z.ZodType) =>
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(contracts).map(([room, contract]) => [
      room,
      {
        commands: Object.fromEntries(
          Object.entries(contract.commands).map(([name, command]) => [
            name,
            {
              summary: command.summary,
              roles: command.roles,
              isIdempotent: command.isIdempotent ?? false,
              input: wire(command.input),
              reply: wire(command.reply),
              refusals: command.refusals,
            },
          ]),
        ),
        events: Object.fromEntries(
          Object.entries(contract.events).map(([name, event]) => [
            name,
            { summary: event.summary, to: event.to, payload: wire(event.payload) },
          ]),
        ),
      },
    ]),
  );
}
