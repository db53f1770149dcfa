const views = new WeakMap<Node, Node>();

/**
 * A node's own properties and methods, as its interface defines them. In a form, and in the document, whatever the page
 * gives a name to hides them: of `<form><input name="parentElement">` the parent is that input, and who climbs does so for
 * ever. https://webidl.spec.whatwg.org/#LegacyOverrideBuiltIns
 *
 * @returns to read from or to call at once; it is not the node itself, nor equal to it.
 */
export function membersOf<T extends Node>(node: T): T {
  if (!(node instanceof HTMLFormElement || node instanceof Document)) return node;
  const view = views.get(node) ?? new Proxy(node, { get: fromPrototype });
  views.set(node, view);
  return view as T;
}

/** What an element says; null where there is none. */
export function textOf(element: Element | null): string | null {
  return element && membersOf(element).textContent;
}

export function attributeOf(element: Element | null, name: string): string | null {
  return element && membersOf(element).getAttribute(name);
}

function fromPrototype(node: Node, name: string | symbol): unknown {
  const value: unknown = Reflect.get(Object.getPrototypeOf(node), name, node);
  return typeof value === 'function' ? value.bind(node) : value;
}
