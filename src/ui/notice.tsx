import { Icon, type IconName } from './icon';
import './notice.css';

const POINTS: readonly { readonly icon: IconName; readonly title: string; readonly text: string }[] = [
  {
    icon: 'face',
    title: 'Expressions, not feelings',
    text: 'Facet says what a face appears to show. People scowl when they concentrate and smile when they are sad; what someone feels cannot be read off a face.',
  },
  {
    icon: 'computer',
    title: 'On this computer only',
    text: 'Pictures are looked at in memory and thrown away. Nothing is sent anywhere. What stays are numbers per second, which you can export or delete.',
  },
  {
    icon: 'people',
    title: 'Tell the others',
    text: 'People whose faces are read must be told (EU AI Act, Article 50(3)). Ask them, and stop if someone minds.',
  },
  {
    icon: 'law',
    title: 'Not at work or school in the EU',
    text: 'Inferring emotions of people at work or in education is prohibited there (AI Act, Article 5(1)(f)), in video calls too. Whether you may use Facet in a call is yours to judge.',
  },
];

/** What everyone should know before the first reading; also kept in the options. */
export function Notice() {
  return (
    <ul class="notice">
      {POINTS.map(({ icon, title, text }) => (
        <li key={title}>
          <span class="notice-icon">
            <Icon name={icon} />
          </span>
          <div>
            <h3>{title}</h3>
            <p class="quiet">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
