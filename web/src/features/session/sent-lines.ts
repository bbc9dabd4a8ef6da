/**
 * Typed lines that may have gone down with a connection. The client brings reliable messages over a connection that is
 * resumed; one that has to be made anew loses what was on its way, and nobody says so.
 */

export interface SentLine {
  readonly id: string;
  readonly text: string;
}

/** A connection that breaks is noticed within this. */
const DOUBT_MS = 15_000;

export class SentLines {
  private lines: { readonly line: SentLine; readonly at: number }[] = [];
  private doubted: SentLine[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  note(line: SentLine): void {
    this.forgetOld();
    this.lines.push({ line, at: this.now() });
  }

  /** The connection is being made anew. */
  doubt(): void {
    this.forgetOld();
    this.doubted = this.lines.map(({ line }) => line);
  }

  /** What is to be sent again on the new connection, once. */
  takeDoubted(): readonly SentLine[] {
    const { doubted } = this;
    this.doubted = [];
    return doubted;
  }

  private forgetOld(): void {
    const oldest = this.now() - DOUBT_MS;
    this.lines = this.lines.filter(({ at }) => at >= oldest);
  }
}
