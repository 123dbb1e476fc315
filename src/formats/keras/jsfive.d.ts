/** The parts of jsfive 0.4 that are used; it brings no types. Names with an underscore are its own but stable since 0.3. */
declare module 'jsfive' {
  export interface Message {
    get(key: 'type' | 'size' | 'offset_to_message'): number;
  }
  export interface DataObjects {
    readonly offset: number;
    readonly shape: number[];
    readonly dtype: unknown;
    readonly chunks: number[] | null;
    readonly _chunk_address: number;
    readonly filter_pipeline: readonly Map<string, unknown>[] | null;
    find_msg_type(type: number): Message[];
    unpack_attribute(offset: number): [name: string, value: unknown];
    _get_data_message_properties(
      offset: number,
    ): [version: number, dims: number, layoutClass: number, propertyOffset: number];
  }
  export class Group {
    /** Addresses of hard links, paths of soft ones. */
    readonly _links: Readonly<Record<string, number | string>>;
    readonly _dataobjects: DataObjects;
    get(name: string): Group | Dataset;
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name: string);
  }
  export class Dataset {
    readonly _dataobjects: DataObjects;
  }
}
