/** The page's end of the query engine: starts it when it is first needed, stops what takes too long. */

import type { Answer, Reply, Request } from "./worker";

export interface Answered {
  answer: Answer;
  /** Milliseconds that the engine itself took. */
  took: number;
}

export class Engine {
  readonly #document: Document;
  #worker: Worker | null = null;
  #ready: Promise<number> | null = null;
  #next = 0;
  readonly #waiting = new Map<number, { resolve: (answered: Answered) => void; reject: (reason: Error) => void }>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Starts the engine, once; gives the number of triples that it holds. */
  start(): Promise<number> {
    return (this.#ready ??= new Promise((resolve, reject) => {
      const text = (id: string): string => this.#document.getElementById(id)?.textContent ?? "";
      const address = URL.createObjectURL(new Blob([text("engine-script")], { type: "text/javascript" }));
      const worker = new Worker(address);
      this.#worker = worker;
      worker.onerror = (event) => reject(new Error(event.message || "the query engine did not start"));
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        URL.revokeObjectURL(address);
        if (data.kind === "ready") resolve(data.triples);
        else if (data.kind === "failed" && data.id === null) reject(new Error(data.reason));
        else this.#answered(data);
      };
      this.#send({ kind: "start", engine: text("engine").trim(), rdf: text("rdf") });
    }));
  }

  async ask(query: string): Promise<Answered> {
    await this.start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: "ask", id, query });
    });
  }

  /** Ends whatever runs; the next question starts the engine anew. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    for (const { reject } of this.#waiting.values()) reject(new Error("Stopped."));
    this.#waiting.clear();
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #answered(reply: Exclude<Reply, { kind: "ready" }>): void {
    if (reply.id === null) return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === "answer") waiting?.resolve({ answer: reply.answer, took: reply.took });
    else waiting?.reject(new Error(reply.reason));
  }
}
