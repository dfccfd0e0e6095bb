/** The notice as the collector serves it (docs/formats.md, 5). The client holds no sentence of its own. */

export interface Purpose {
  readonly key: string;
  readonly mark: string;
  readonly basis: 'consent' | 'exempt';
  readonly offered: boolean;
  readonly title: string;
  readonly text: string;
  readonly reason: string;
}

export interface Tracker {
  readonly name: string;
  readonly kind: string;
  readonly hosts: readonly string[];
  readonly path: string;
  readonly partitioned: boolean;
  readonly party: string;
  readonly life: string;
  readonly recipients: readonly string[] | null;
  readonly purposes: readonly string[];
  readonly text: string;
}

export interface Service {
  readonly key: string;
  readonly mark: string;
  readonly provider: string;
  readonly name: string;
  readonly policy_url: string;
  readonly purposes: readonly string[];
  readonly trackers: readonly Tracker[];
}

export interface Notice {
  readonly notice: 1;
  readonly site: string;
  readonly charter: string;
  readonly language: string;
  readonly direction: string;
  readonly asks: boolean;
  readonly life: string;
  readonly page: string;
  readonly controller: string;
  readonly words: Readonly<Record<string, string>>;
  readonly purposes: readonly Purpose[];
  readonly services: readonly Service[];
}

/** The purposes on which the visitor has a say. */
export function offered(notice: Notice): readonly Purpose[] {
  return notice.purposes.filter((purpose) => purpose.offered);
}

/** The services of a purpose. */
export function servicesOf(notice: Notice, purpose: string): readonly Service[] {
  return notice.services.filter((service) => service.purposes.includes(purpose));
}

/** Whether a parsed document is a notice that this client understands. */
export function isNotice(document: unknown): document is Notice {
  return (document as Notice | null)?.notice === 1;
}
