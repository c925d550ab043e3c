/** The part of sax 1.6 that we use: it comes without types. */
declare module 'sax' {
  interface QualifiedTag {
    local: string;
    uri: string;
    attributes: Record<string, { local: string; uri: string; value: string }>;
  }

  interface SaxParser {
    onopentag: (tag: QualifiedTag) => void;
    onclosetag: () => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    ondoctype: (text: string) => void;
    onerror: (error: Error) => void;
    write(text: string): SaxParser;
    close(): SaxParser;
  }

  const sax: { parser(strict: true, options: { xmlns: true; strictEntities: true }): SaxParser };
  export default sax;
}
