import { parseSync } from "@swc/core";

/** A call that runs several statements at once on one connection. */
export type ParallelStatement = {
  /** From 1. */
  line: number;
  /** `Promise.all` */
  call: string;
};

const COMBINATORS = new Set(["all", "allSettled", "any", "race"]);

const FUNCTIONS = new Set([
  "ArrowFunctionExpression",
  "ClassMethod",
  "FunctionDeclaration",
  "FunctionExpression",
  "MethodProperty",
  "PrivateMethod",
]);

/** How functions that run inside a transaction say so, besides being handed to `transaction()`. */
const MANAGER_TYPES = new Set(["EntityManager", "QueryRunner"]);

/**
 * Finds `Promise.all`, `allSettled`, `any` and `race` inside transactions of one TypeScript source:
 * in functions handed to `transaction(…)` or `….transaction(…)`, inline or by a name of the same
 * file, and in functions that take an `EntityManager` or `QueryRunner`.
 */
export function findParallelStatements(source: string): ParallelStatement[] {
  const program = parseSync(source, { syntax: "typescript", target: "es2024" }) as unknown as Node;
  const named = namedFunctions(program);
  const inside = new Set<Node>();
  for (const node of nodesOf(program)) {
    if (isFunction(node) && takesManager(node)) inside.add(node);
    if (node.type !== "CallExpression" || !isTransactionCall(node)) continue;
    for (const argument of (node.arguments as { expression: Node }[]) ?? []) {
      const callback =
        argument.expression.type === "Identifier"
          ? named.get(argument.expression.value as string)
          : argument.expression;
      if (callback !== undefined && isFunction(callback)) inside.add(callback);
    }
  }
  const found = new Map<number, ParallelStatement>();
  for (const node of [...inside].flatMap((body) => [...nodesOf(body)])) {
    const call = combinatorOf(node);
    if (call === undefined) continue;
    const { start } = node.span as { start: number };
    found.set(start, { line: lineAt(source, start), call });
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, statement]) => statement);
}

/** A node of the syntax tree; only what is looked at is named. */
type Node = { type: string; [field: string]: unknown };

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && "type" in value) yield value as Node;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function isFunction({ type }: Node): boolean {
  return FUNCTIONS.has(type);
}

/** Functions of the file by the name they are declared with. */
function namedFunctions(program: Node): Map<string, Node> {
  const named = new Map<string, Node>();
  for (const node of nodesOf(program)) {
    const name = ((node.identifier ?? node.id) as Node | undefined)?.value;
    if (typeof name !== "string") continue;
    if (node.type === "FunctionDeclaration") named.set(name, node);
    const value = node.init as Node | null | undefined;
    if (node.type === "VariableDeclarator" && value && isFunction(value)) named.set(name, value);
  }
  return named;
}

function takesManager(node: Node): boolean {
  const holder = (node.function ?? node) as Node;
  for (const part of nodesOf(holder.params)) {
    if (part.type !== "TsTypeReference") continue;
    if (MANAGER_TYPES.has((part.typeName as Node).value as string)) return true;
  }
  return false;
}

function isTransactionCall(node: Node): boolean {
  const callee = node.callee as Node;
  if (callee.type === "Identifier") return callee.value === "transaction";
  return callee.type === "MemberExpression" && (callee.property as Node).value === "transaction";
}

function combinatorOf(node: Node): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const { type, object, property } = node.callee as { type: string; object: Node; property: Node };
  if (type !== "MemberExpression" || object.value !== "Promise") return undefined;
  const name = property.value as string;
  return COMBINATORS.has(name) ? `Promise.${name}` : undefined;
}

/** `offset` counts bytes from 1, as the parser does. */
function lineAt(source: string, offset: number): number {
  const before = Buffer.from(source).subarray(0, offset - 1);
  return before.toString().split("\n").length;
}
