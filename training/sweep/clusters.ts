/** A sweep's commands as a job of Slurm and of Kubernetes, each of which runs one line of the file of commands per task. */
import { sha256 } from '../files/sha256';
import type { Sweep, Training } from './plan';

/** Of these trainings and no others: a task that waits looks its line up when it starts, and must find the one it was given for. */
export const commandsFile = (trainings: readonly Training[]): string => `commands-${digestOf(trainings)}.txt`;

/** A command a line, as a cluster's array job takes them. */
export const commandLines = (trainings: readonly Training[]): string =>
  trainings.map(({ command }) => `${command}\n`).join('');

function digestOf(trainings: readonly Training[]): string {
  return sha256(commandLines(trainings)).slice(0, 6);
}

/**
 * A batch script for `sbatch`, given in the project's folder, which every node must see.
 * @param folder of the file of commands, from there
 */
export function slurmArray(
  { name, cores, gigabytes, hours }: Sweep,
  trainings: readonly Training[],
  folder: string,
): string {
  return `#!/bin/bash
#SBATCH --job-name=${name}
#SBATCH --array=1-${trainings.length}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${cores}
#SBATCH --mem=${gigabytes}G
#SBATCH --time=${hours}:00:00
#SBATCH --requeue
#SBATCH --output=${folder}/slurm-%a.log
#SBATCH --open-mode=append
set -eu
line=$(sed -n "\${SLURM_ARRAY_TASK_ID}p" '${folder}/${commandsFile(trainings)}')
[ -n "$line" ] || { echo 'This sweep has no such training any more.' >&2; exit 1; }
exec bash -c "$line"
`;
}

/** For `kubectl apply -f`: the commands, and an indexed Job (batch/v1, Kubernetes 1.29) that runs one of them per pod. */
export function kubernetesJob(
  { name, cores, gigabytes, hours }: Sweep,
  { image, folder, claim }: NonNullable<Sweep['kubernetes']>,
  trainings: readonly Training[],
): object {
  const labels = { 'app.kubernetes.io/name': 'facet-sweep', 'app.kubernetes.io/instance': name };
  const metadata = { name: `sweep-${name}-${digestOf(trainings)}`, labels };
  const file = commandsFile(trainings);
  const resources = { cpu: String(cores), memory: `${gigabytes}Gi` };
  const mounts = ['data', 'runs'].map((part) => ({
    name: 'training',
    mountPath: `${folder}/training/${part}`,
    subPath: part,
  }));
  const container = {
    name: 'train',
    image,
    workingDir: folder,
    command: ['bash', '-c', `exec bash -c "$(sed -n "$((JOB_COMPLETION_INDEX + 1))p" /sweep/${file})"`],
    resources: { requests: resources, limits: resources },
    volumeMounts: [...mounts, { name: 'commands', mountPath: '/sweep' }],
  };
  const pod = {
    restartPolicy: 'Never',
    activeDeadlineSeconds: hours * 3600,
    containers: [container],
    volumes: [
      { name: 'training', persistentVolumeClaim: { claimName: claim } },
      { name: 'commands', configMap: { name: metadata.name } },
    ],
  };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [file]: commandLines(trainings) } },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata,
        spec: {
          completions: trainings.length,
          parallelism: trainings.length,
          completionMode: 'Indexed',
          // One that fails does not end the others.
          backoffLimitPerIndex: 2,
          template: { metadata: { labels }, spec: pod },
        },
      },
    ],
  };
}
