/**
 * A type as a person writes it, from the type as rustc prints it in MIR: module paths go
 * (`std::boxed::Box<Point>` becomes `Box<Point>`), inferred lifetimes go (`Arguments<'_>`), a
 * closure keeps its place in the source (`{closure@32:19}`).
 */
export function shortType(printed: string): string {
  return printed
    .replace(/\bfor<[^<>]*> /g, '')
    .replace(/\{(closure|coroutine|async [a-z ]*)@[^{}]*?:(\d+):(\d+): \d+:\d+[^{}]*\}/g, '{$1@$2:$3}')
    .replace(/'(?!static\b)(?:\{[^}]*\}|[A-Za-z_?][\w?]*)(?= ?\+| ?>|,)/g, "'_")
    .replace(/ \+ '_/g, '')
    .replace(/(<|, )'_(?:, '_)*(, |>)/g, (_, open: string, close: string) =>
      open === '<' ? (close === '>' ? '' : '<') : close === '>' ? '>' : ', ',
    )
    .replace(/'(?!static\b)(?:\{[^}]*\}|[A-Za-z_?][\w?]*) /g, '')
    .replace(/(?<![\w}>])(?:r#)?[a-z_]\w*::(?=[\w{<])(?:(?:r#)?[a-z_]\w*::)*/g, '')
}
