/**
 * A reason why the server cannot start. The message is one sentence for the host: what is wrong and
 * what to do. The process prints it alone and exits non-zero.
 */
export class StartError extends Error {
  override readonly name = "StartError";
}
