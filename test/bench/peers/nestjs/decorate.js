import 'reflect-metadata';

/** What a compiler makes of decorators of a method, which Node does not run. */
export function decorateMethod(type, name, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name);
  for (const decorate of decorators) decorate(type.prototype, name, descriptor);
}
