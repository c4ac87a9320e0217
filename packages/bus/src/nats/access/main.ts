import process from 'node:process';
import { serviceSettings } from '../../service/settings.ts';
import { accessConfig } from './server-config.ts';

process.stdout.write(accessConfig(serviceSettings({ SPECLINE_PREFIX: process.env.SPECLINE_PREFIX }).prefix));
