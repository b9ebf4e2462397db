/** Why the answer of a URL is none, or ended early: more than the code of its stop tells, for whoever wrote what answers. */
export type AnswerFault =
  | { readonly type: 'no_connection'; readonly error: unknown }
  | { readonly type: 'status'; readonly status: number }
  | { readonly type: 'content_type'; readonly seen: string | null }
  | { readonly type: 'too_large' }
  /** Lines are counted from 1. */
  | { readonly type: 'not_json' | 'no_newline' | 'broken_off'; readonly line: number };
