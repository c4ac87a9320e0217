import type { Guard } from './guard.ts';

const permissions = { file: 'infra/nats/roles.conf', test: 'test/access/nats-permissions.test.ts' } as const;
const users = { file: 'infra/redis/users.acl', test: 'test/access/redis-users.test.ts' } as const;

/** Of the first table of the threat model: who attacks NATS, Redis and the services. */
export const systemGuards: readonly Guard[] = [
  {
    attack: 'A stranger reaches the ports',
    ...users,
    text: 'user default off resetpass ~* &* +@all',
    without: 'user default on nopass ~* &* +@all',
    title: 'lets nobody in without a password',
  },
  {
    attack: 'A stranger reaches the ports',
    ...permissions,
    text: 'authorization {',
    without: 'no_auth_user: dashboard\nauthorization {',
    title: 'lets in nobody without a password',
  },
  {
    attack: 'A stranger reaches the ports',
    file: 'docker-compose.yml',
    text: '["127.0.0.1:${SPECLINE_NATS_PORT:-4222}:4222"]',
    without: '["${SPECLINE_NATS_PORT:-4222}:4222"]',
    test: 'test/access/secrets.test.ts',
    title: 'publishes its ports on loopback only',
  },
  {
    attack: 'A stranger reaches the ports',
    file: 'docker-compose.yml',
    text: '${SPECLINE_NATS_PASSWORD_OPERATOR:?run infra/secrets/make.sh}',
    without: '${SPECLINE_NATS_PASSWORD_OPERATOR:-operator}',
    test: 'test/access/secrets.test.ts',
    title: 'has no password of its own',
  },
  {
    attack: 'Somebody listens on the network',
    file: 'packages/bus/src/nats/open-connection.ts',
    text: 'addresses.tls ? { tls } : {}',
    without: 'addresses.tls ? { tls: { ...tls, rejectUnauthorized: false } } : {}',
    test: 'test/access/tls.test.ts',
    title: 'does not trust servers of an authority',
  },
  {
    attack: 'Somebody listens on the network',
    file: 'packages/inventory/src/redis/connection.ts',
    text: "=== 'rediss:' ? { tls } : {}",
    without: "=== 'rediss:' ? { tls: { ...tls, rejectUnauthorized: false } } : {}",
    test: 'test/access/tls.test.ts',
    title: 'trusts no Redis of such an authority',
  },
  {
    attack: "A dashboard's user reads specs",
    ...permissions,
    text: `          "_INBOX_dashboard.>"
          "specline.v1.event.>"`,
    without: `          "_INBOX_dashboard.>"
          "specline.v1.outcome.*"
          "specline.v1.event.>"`,
    title: 'outcome.*',
  },
  {
    attack: 'A scheduler reads what others ask',
    ...permissions,
    text: `          "_INBOX_scheduler.>"
        ] }
      }
    }
    {
      user: scheduler-outcomes`,
    without: `          "_INBOX_scheduler.>"
          "specline.v1.work.>"
          "_INBOX_operator.>"
        ] }
      }
    }
    {
      user: scheduler-outcomes`,
    title: 'work.>',
  },
  {
    attack: 'A worker that was taken over',
    ...permissions,
    text: '"specline.v1.work.image image"',
    without: '"specline.v1.work.image"',
    title: 'work.image',
  },
  {
    attack: 'A worker that was taken over',
    ...permissions,
    text: '"specline.v1.partial.image.*.*"',
    without: '"specline.v1.partial.*.*.*"',
    title: 'partial.',
  },
  {
    attack: 'It answers its own kind with rubbish',
    file: 'services/aggregator/src/join/join.ts',
    text: 'if (join.answers[kind] !== undefined || partial.revision < join.revision)',
    without: 'if (partial.revision < join.revision)',
    test: 'services/aggregator/src/join/join.test.ts',
    title: 'keeps the first answer of a kind',
  },
  {
    attack: 'It answers its own kind with rubbish',
    file: 'services/aggregator/src/answers.ts',
    text: 'return compiledOf(partialsSchema).parse(decodeOurs(message.text)).partials;',
    without: 'return (decodeOurs(message.text) as { partials: never }).partials;',
    test: 'test/faults/rubbish.test.ts',
  },
  {
    attack: 'It changes what a node knows',
    ...users,
    text: '+zrangebylex +eval +evalsha\nuser writer',
    without: '+zrangebylex +eval +evalsha +multi +exec +hset +hdel +unlink +set +get +time +zadd +zrem\nuser writer',
    title: 'lets a writer, and no reader, do',
  },
  {
    attack: 'Whoever holds a user of Redis',
    ...users,
    text: 'user reader on #{{READER}} ~specline:*',
    without: 'user reader on #{{READER}} ~*',
    title: 'all else',
  },
  {
    attack: 'Whoever holds a user of Redis',
    ...users,
    text: '+multi +exec',
    without: '+@admin +multi +exec',
    title: 'all else',
  },
  {
    attack: 'A scheduler has the outcome of its own create',
    file: 'services/aggregator/src/requests.ts',
    text: "if (subjects.isReserved(message.reply ?? ''))",
    without: 'if (subjects.isReserved(""))',
    test: 'test/access/whole-system.test.ts',
    title: 'answer no create whose answer',
  },
  {
    attack: "Anybody has the *broker's* answer",
    file: 'services/aggregator/src/submit/outcome-entry.ts',
    text: 'if (contentDigest === undefined || container === undefined) return undefined;',
    without:
      "if (container === undefined) throw new TypeError('x');\n  if (contentDigest === undefined) return undefined;",
    test: 'test/access/whole-system.test.ts',
    title: 'take no answer',
  },
  {
    attack: "Anybody has the *broker's* answer",
    file: 'packages/client/src/outcome/look.ts',
    text: 'if (digest === undefined) throw foreign(idOf(asked));',
    without: '',
    test: 'packages/client/src/outcome/outcome.test.ts',
    title: 'that is none is said to be so',
  },
  {
    attack: 'One id is submitted again with other content',
    file: 'services/aggregator/src/submit/submit-desk.ts',
    text: "if (recorded === 'foreign' || recorded.contentDigest !== submit.contentDigest)",
    without: "if (recorded === 'foreign')",
    test: 'test/faults/submits.test.ts',
    title: 'with the id of another is a dead letter',
  },
  {
    attack: 'A request kills its takers',
    file: 'services/aggregator/src/submit/submit-desk.ts',
    text: 'return lost > this.#options.maximumLostDeliveries;',
    without: 'return lost > 1_000_000;',
    test: 'test/faults/submits.test.ts',
    title: 'each time is taken for poison',
  },
  {
    attack: 'Floods, huge or deep documents',
    file: 'services/aggregator/src/admission.ts',
    text: 'if (full && open > 0) {',
    without: 'if (full && open < 0) {',
    test: 'test/faults/overload.test.ts',
    title: 'the next is answered at once',
  },
  {
    attack: 'Floods, huge or deep documents',
    file: 'packages/bus/src/messages/size.ts',
    text: 'if (bytes > maximumBytes) throw new MessageTooLarge(bytes, maximumBytes);',
    without: '',
    test: 'packages/bus/src/messages-conformance.test.ts',
  },
  {
    attack: 'Floods, huge or deep documents',
    file: 'packages/contracts/src/codec.ts',
    text: 'if (countOpeners(text) > maximumDepth) checkDepth(value, 0);',
    without: '',
    test: 'test/faults/invalid-requests.test.ts',
    title: 'deep nesting',
  },
  {
    attack: 'Names that leave their subject',
    file: 'packages/contracts/src/subjects.ts',
    text: "return safe.test(character) ? character : `=${byte.toString(16).padStart(2, '0')}`;",
    without: 'return character;',
    test: 'packages/contracts/src/subjects.test.ts',
  },
  {
    attack: 'Names that leave their subject',
    file: 'packages/contracts/src/fields.ts',
    text: String.raw`.refine((value) => !/[\\/:\0]|\.\./.test(value), 'must not hold "/", "\\", ":", ".." or NUL');`,
    without: ';',
    test: 'test/faults/invalid-requests.test.ts',
    title: 'that leaves its folder',
  },
  {
    attack: 'A credential spec from outside its folder',
    file: 'packages/rules/src/credentials/file-location.ts',
    text: 'const inside = full === base || full.startsWith(`${base}\\\\`);',
    without: 'const inside = full.startsWith(base);',
    test: 'packages/rules/src/credentials/file-location.test.ts',
  },
  {
    attack: 'A credential spec from outside its folder',
    file: 'packages/rules/src/credentials/file-location.ts',
    text: 'if (isAbsolute(path)) return',
    without: 'if (false) return',
    test: 'packages/rules/src/credentials/file-location.test.ts',
  },
  ...[
    [
      'packages/contracts/src/codec.ts',
      "if (key === '__proto__') throw",
      'if (false) throw',
      'packages/contracts/src/codec.test.ts',
    ],
    [
      'services/aggregator/src/read-request.ts',
      'return decode(text);',
      'return JSON.parse(text);',
      'test/faults/invalid-requests.test.ts',
      '__proto__ key',
    ],
    [
      'services/aggregator/src/answers.ts',
      'decodeOurs(message.text)',
      'JSON.parse(message.text)',
      'test/faults/rubbish.test.ts',
    ],
    [
      'packages/bus/src/worker/work-desk.ts',
      'compiledOf(workSchema).parse(decodeOurs(text))',
      'compiledOf(workSchema).parse(JSON.parse(text))',
      'packages/bus/src/worker/run-worker.test.ts',
    ],
    [
      'packages/inventory/src/redis/packed.ts',
      'decode(gunzipSync(stored).toString())',
      'JSON.parse(gunzipSync(stored).toString())',
      'packages/inventory/src/redis/packed.test.ts',
    ],
    [
      'packages/inventory/src/redis/reads.ts',
      "decode(text ?? '') as NodeFacts",
      "JSON.parse(text ?? '') as NodeFacts",
      'packages/inventory/src/redis/packed.test.ts',
    ],
    [
      'packages/inventory/src/document/patched.ts',
      'Object.hasOwn(at, parent) ? at[parent] : {}',
      'at[parent] ?? {}',
      'packages/inventory/src/node-changes.test.ts',
    ],
    [
      'packages/contracts/src/inventory-patch.ts',
      "if (tokensOf(name).includes('__proto__')) return",
      'if (false) return',
      'packages/contracts/src/inventory-patch.test.ts',
    ],
    [
      'packages/contracts/src/inventory-patch.ts',
      ".refine((text) => !tokensOf(text).includes('__proto__'), refusedName)",
      '',
      'packages/contracts/src/inventory-patch.test.ts',
    ],
    [
      'packages/cli/src/compile/read.ts',
      'return decode(text);',
      'return JSON.parse(text);',
      'packages/cli/src/commands/compile.test.ts',
      'goes on after lines that are no bundles',
    ],
    [
      'services/gateway/src/http/json-body.ts',
      'decode(text.toString())',
      'JSON.parse(text.toString())',
      'test/gateway/routes.test.ts',
      'is the answer to __proto__',
    ],
    [
      'services/gateway/src/access/tokens.ts',
      "decode(await readFile(file, 'utf8'))",
      "JSON.parse(await readFile(file, 'utf8'))",
      'services/gateway/src/access/tokens.test.ts',
    ],
  ].map(([file = '', text = '', without = '', test = '', title]) => ({
    attack: '`__proto__` and the like',
    file,
    text,
    without,
    test,
    ...(title === undefined ? {} : { title }),
  })),
  {
    attack: 'Secrets in logs, events, progress',
    file: 'packages/contracts/src/wording.ts',
    text: 'publicMessage += (open ? value.text : redacted) + rest;',
    without: 'publicMessage += (open ? value.text : String(value)) + rest;',
    test: 'test/privacy/privacy.test.ts',
    title: 'stay between caller and workers',
  },
  {
    attack: 'Secrets in logs, events, progress',
    file: 'packages/bus/src/log/safe-fields.ts',
    text: 'const line: Record<string, unknown> = {};',
    without: 'const line: Record<string, unknown> = { ...fields };',
    test: 'packages/bus/src/log/create-log.test.ts',
  },
  {
    attack: 'Passwords of addresses',
    file: 'packages/bus/src/shown-addresses.ts',
    text: "    .replace(/^(\\s*[\\w+.-]*:\\/\\/)?.*@/s, '$1')\n",
    without: '',
    test: 'packages/bus/src/shown-addresses.test.ts',
  },
  {
    attack: "Somebody reads NATS's monitoring",
    file: 'infra/nats/nats.conf',
    text: 'http: 127.0.0.1:8222',
    without: 'http: 0.0.0.0:8222',
    test: 'test/access/contained.test.ts',
    title: 'monitoring of NATS',
  },
  {
    attack: 'A weakness in a package',
    file: 'scripts/audit.mjs',
    text: 'return { failed: true, text: found',
    without: 'return { failed: false, text: found',
    test: 'scripts/audit.test.ts',
  },
  {
    attack: 'A container that is taken over climbs out',
    file: 'docker-compose.yml',
    text: '  cap_drop: [ALL]\n',
    without: '',
    test: 'test/access/contained.test.ts',
    title: 'every container',
  },
];
