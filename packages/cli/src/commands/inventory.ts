import { createLog, silentLog, version } from '@specline/bus';
import { encode } from '@specline/contracts';
import type { Command } from 'commander';
import { readInventory } from '../compile/reader.ts';
import { unusable } from '../end/failure.ts';
import { exitCodes } from '../end/exit-codes.ts';
import { withoutSecrets } from '../inventory/without-secrets.ts';
import { withSink } from '../output/sink.ts';
import { type AddressOptions, natsOption, redisOption, withAddresses } from '../system/addresses.ts';
import { pushInventory } from '../system/push-inventory.ts';
import { withSystem } from '../system/with-system.ts';

